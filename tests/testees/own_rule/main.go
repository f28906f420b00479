// A testee for a rule of your own: it asks Project (project.go), which takes states and no policies.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
)

type request struct {
	Command string `json:"cmd"`
	Seq     uint64 `json:"seq"`
	Cases   []struct {
		Operations []struct {
			State string `json:"state"`
		} `json:"operations"`
	} `json:"cases"`
}

func main() {
	requests := json.NewDecoder(bufio.NewReader(os.Stdin))
	answers := json.NewEncoder(os.Stdout)
	for {
		var asked request
		if err := requests.Decode(&asked); err != nil {
			log.Fatal(err)
		}
		switch asked.Command {
		case "start":
			answers.Encode(map[string]any{
				"version": 1, "editions": []string{"ours"}, "levels": []string{"operations"},
				"implementation": map[string]string{"name": "own-rule", "version": "1", "language": "Go"}})
		case "run":
			results := make([]map[string]string, len(asked.Cases))
			for i, rollout := range asked.Cases {
				states := make([]string, len(rollout.Operations))
				for j, operation := range rollout.Operations {
					states[j] = operation.State
				}
				results[i] = map[string]string{"state": Project(states)}
			}
			answers.Encode(map[string]any{"seq": asked.Seq, "results": results})
		case "stop":
			return
		}
	}
}

// A testee: answers the requests of rollout-oracle, protocol version 1, by asking Project and ProjectChildren
// (projection.go). Nothing here depends on the edition.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
)

const protocolVersion = 1

type request struct {
	Command string          `json:"cmd"`
	Version int             `json:"version"`
	Seq     uint64          `json:"seq"`
	Edition string          `json:"edition"`
	Subject string          `json:"subject"`
	Cases   json.RawMessage `json:"cases"` // read once it is known what was asked
}

type rollout struct {
	Operations *[]row   `json:"operations"`
	Children   *[]child `json:"children"`
	Released   bool     `json:"released"`
}

type row struct {
	State      *string `json:"state"`
	OnFailure  word    `json:"on_failure"`
	Deployment string  `json:"deployment"`
	Key        string  `json:"key"`
	Kind       string  `json:"kind"`
	Started    *bool   `json:"started"`
	Step       uint32  `json:"step"`
	Target     string  `json:"target"`
}

type child struct {
	State             *string `json:"state"`
	ContinueOnFailure bool    `json:"continue_on_failure"`
	PauseOnFailure    bool    `json:"pause_on_failure"`
	Orphaned          bool    `json:"orphaned"`
	NeverStarted      bool    `json:"never_started"`
}

// word tells an absent policy, which is the default, from null, which is not.
type word struct {
	present bool
	text    *string
}

func (w *word) UnmarshalJSON(text []byte) error {
	w.present = true
	return json.Unmarshal(text, &w.text)
}

type implementation struct {
	Name     string `json:"name"`
	Version  string `json:"version"`
	Language string `json:"language"`
}

type introduction struct {
	Version        int            `json:"version"`
	Implementation implementation `json:"implementation"`
	Editions       []string       `json:"editions"`
}

type answer struct {
	Seq     uint64 `json:"seq"`
	Results []any  `json:"results"` // of projected or skipped
}

type projected struct {
	State string `json:"state"`
}

type skipped struct {
	Reason string `json:"skipped"`
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("testee: ")
	if err := serve(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// serve answers each line until a stop or the end of the input.
func serve(input io.Reader, output io.Writer) error {
	lines := bufio.NewReaderSize(input, 1<<20)
	answers := bufio.NewWriterSize(output, 1<<16)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n') // a line may have any length
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		reply, err := respond(line)
		if err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		if reply == nil {
			return nil
		}
		if err := json.NewEncoder(answers).Encode(reply); err != nil {
			return err
		}
		if err := answers.Flush(); err != nil {
			return err
		}
	}
}

// respond returns the answer to one request; nil to a stop.
func respond(line []byte) (any, error) {
	var asked request
	if err := decode(line, &asked); err != nil {
		return nil, err
	}
	switch asked.Command {
	case "start":
		if asked.Version != protocolVersion {
			return nil, fmt.Errorf("protocol version %d is not spoken here, %d is", asked.Version, protocolVersion)
		}
		return introduction{protocolVersion, implementation{"template", "1", "Go"}, []string{Edition}}, nil
	case "run":
		results, err := run(asked)
		return answer{asked.Seq, results}, err
	case "stop":
		return nil, nil
	default:
		return nil, fmt.Errorf("unknown command %q", asked.Command)
	}
}

func run(asked request) ([]any, error) {
	reason := ""
	if asked.Edition != Edition {
		reason = "edition " + asked.Edition + " is not offered"
	} else if asked.Subject != "" && asked.Subject != "projection" {
		reason = "subject " + asked.Subject + " is not offered"
	}
	if reason != "" {
		var cases []json.RawMessage
		if err := decode(asked.Cases, &cases); err != nil {
			return nil, err
		}
		results := make([]any, len(cases))
		for i := range results {
			results[i] = skipped{reason}
		}
		return results, nil
	}
	var cases []rollout
	if err := decode(asked.Cases, &cases); err != nil {
		return nil, err
	}
	results := make([]any, len(cases))
	for i, each := range cases {
		state, err := each.project()
		if err != nil {
			return nil, fmt.Errorf("case %d: %w", i+1, err)
		}
		results[i] = projected{state}
	}
	return results, nil
}

// project asks the function for rows or the one for children. What is absent has its default: of a policy "halt", of a
// kind "work", and a row was started.
func (r rollout) project() (string, error) {
	if (r.Operations == nil) == (r.Children == nil) {
		return "", errors.New("needs either operations or children")
	}
	if r.Children != nil {
		children := make([]Child, len(*r.Children))
		for i, each := range *r.Children {
			if each.State == nil {
				return "", fmt.Errorf("child %d has no state", i+1)
			}
			children[i] = Child{*each.State, each.ContinueOnFailure, each.PauseOnFailure, each.Orphaned, each.NeverStarted}
		}
		return ProjectChildren(children), nil
	}
	halt := "halt"
	operations := make([]Operation, len(*r.Operations))
	for i, each := range *r.Operations {
		if each.State == nil {
			return "", fmt.Errorf("operation %d has no state", i+1)
		}
		operations[i] = Operation{
			*each.State, each.OnFailure.text, each.Deployment, each.Key, each.Kind, true, each.Step, each.Target,
		}
		if !each.OnFailure.present {
			operations[i].OnFailure = &halt
		}
		if each.Kind == "" {
			operations[i].Kind = "work"
		}
		if each.Started != nil {
			operations[i].Started = *each.Started
		}
	}
	return Project(operations, r.Released), nil
}

// decode refuses members that this program does not know: what they ask for would be ignored in silence.
func decode(text []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return fmt.Errorf("unreadable request: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("unreadable request: more than one value")
	}
	return nil
}

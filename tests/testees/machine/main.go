// A testee that knows no rule: it walks machines that were made from one. Usage: machine MACHINE.json...
//
// machine.go is all that a program needs which carries a machine as data; this file is the protocol of rollout-oracle,
// version 1.
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

// Rows become children by a builder there, which is no part of a machine.
var builderEditions = map[string]bool{"finalizers": true, "steps": true}

type request struct {
	Command string          `json:"cmd"`
	Version int             `json:"version"`
	Seq     uint64          `json:"seq"`
	Edition string          `json:"edition"`
	Subject string          `json:"subject"`
	Cases   json.RawMessage `json:"cases"`
}

type rollout struct {
	Operations *[]operation `json:"operations"`
	Children   *[]child     `json:"children"`
	Released   bool         `json:"released"`
}

type operation struct {
	State     *string `json:"state"`
	OnFailure word    `json:"on_failure"`
	// What a builder reads; before edition finalizers there is none.
	Deployment string `json:"deployment"`
	Key        string `json:"key"`
	Kind       string `json:"kind"`
	Started    bool   `json:"started"`
	Step       uint32 `json:"step"`
	Target     string `json:"target"`
}

// word tells an absent policy, which is halt, from null, which is not.
type word struct {
	present bool
	text    *string
}

func (w *word) UnmarshalJSON(text []byte) error {
	w.present = true
	return json.Unmarshal(text, &w.text)
}

type child struct {
	State             *string `json:"state"`
	ContinueOnFailure bool    `json:"continue_on_failure"`
	PauseOnFailure    bool    `json:"pause_on_failure"`
	Orphaned          bool    `json:"orphaned"`
	NeverStarted      bool    `json:"never_started"`
}

// flags returns the flags of a child as a number; names are in the order of its bits.
func (c child) flags(names []string) int {
	set := map[string]bool{
		"continue_on_failure": c.ContinueOnFailure,
		"pause_on_failure":    c.PauseOnFailure,
		"orphaned":            c.Orphaned,
		"never_started":       c.NeverStarted,
	}
	flags := 0
	for bit, name := range names {
		if set[name] {
			flags |= 1 << bit
		}
	}
	return flags
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("machine: ")
	if len(os.Args) < 2 {
		log.Fatal("usage: machine MACHINE.json...")
	}
	machines := map[string]*Machine{}
	editions := []string{}
	for _, path := range os.Args[1:] {
		machine, err := Load(path)
		if err != nil {
			log.Fatalf("%s: %v", path, err)
		}
		machines[machine.Edition] = machine
		editions = append(editions, machine.Edition)
	}
	if err := serve(machines, editions); err != nil {
		log.Fatal(err)
	}
}

// serve answers each line until a stop or the end of the input.
func serve(machines map[string]*Machine, editions []string) error {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		var asked request
		if err := decode(line, &asked); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		var answer any
		switch {
		case asked.Command == "start" && asked.Version == protocolVersion:
			offer := map[string]any{
				"version":        protocolVersion,
				"implementation": map[string]string{"name": "machine", "version": "1", "language": "Go"},
				"editions":       editions,
			}
			if len(editions) == 1 && builderEditions[editions[0]] {
				offer["levels"] = []string{"children"}
			}
			answer = offer
		case asked.Command == "run":
			results, err := run(machines[asked.Edition], asked)
			if err != nil {
				return fmt.Errorf("line %d: %w", number, err)
			}
			answer = map[string]any{"seq": asked.Seq, "results": results}
		case asked.Command == "stop":
			return nil
		default:
			return fmt.Errorf("line %d: unknown command %q or version %d", number, asked.Command, asked.Version)
		}
		if err := answers.Encode(answer); err != nil {
			return err
		}
	}
}

func run(machine *Machine, asked request) ([]map[string]string, error) {
	if machine == nil || asked.Subject != "" && asked.Subject != "projection" {
		var cases []json.RawMessage
		err := decode(asked.Cases, &cases)
		results := make([]map[string]string, len(cases))
		for i := range results {
			results[i] = map[string]string{"skipped": "this edition or subject is not offered"}
		}
		return results, err
	}
	var cases []rollout
	if err := decode(asked.Cases, &cases); err != nil {
		return nil, err
	}
	results := make([]map[string]string, len(cases))
	for i, each := range cases {
		switch {
		case (each.Operations == nil) == (each.Children == nil):
			return nil, fmt.Errorf("case %d needs either operations or children", i+1)
		case each.Operations != nil && builderEditions[machine.Edition]:
			results[i] = map[string]string{"skipped": "children only: operations need a builder in this edition"}
		default:
			children, err := each.children(machine)
			if err != nil {
				return nil, fmt.Errorf("case %d: %w", i+1, err)
			}
			results[i] = map[string]string{"state": machine.Project(children)}
		}
	}
	return results, nil
}

func (r rollout) children(machine *Machine) ([]Child, error) {
	children := []Child{}
	add := func(state *string, flags int) error {
		if state == nil {
			return errors.New("a state is missing")
		}
		children = append(children, Child{*state, flags})
		return nil
	}
	if r.Children != nil {
		for _, each := range *r.Children {
			if err := add(each.State, each.flags(machine.Flags)); err != nil {
				return nil, err
			}
		}
		return children, nil
	}
	halt := "halt"
	for _, each := range *r.Operations {
		onFailure := each.OnFailure.text
		if !each.OnFailure.present {
			onFailure = &halt
		}
		if err := add(each.State, machine.FlagsOf(onFailure, r.Released)); err != nil {
			return nil, err
		}
	}
	return children, nil
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

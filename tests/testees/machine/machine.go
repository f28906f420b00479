package main

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
)

// Machine is a rule as data: a walk over its children ends in the state whose output is the parent's.
type Machine struct {
	Format  int
	Edition string
	// Of a rule file, which is not read here.
	Comparison string
	Flags      []string
	Policies   struct {
		Unreleased map[string]int
		Released   map[string]int
	}
	Letters     map[string][]int
	Initial     int
	States      []struct{ Output string }
	Transitions [][]int
}

// Child is a state token and a number whose bits are flags.
type Child struct {
	State string
	Flags int
}

// Project returns the parent state of the children.
func (m *Machine) Project(children []Child) string {
	state := m.Initial
	for _, child := range children {
		byFlags, known := m.Letters[canonical(child.State)]
		if !known {
			byFlags = m.Letters[""]
		}
		state = m.Transitions[state][byFlags[child.Flags]]
	}
	return m.States[state].Output
}

// FlagsOf returns the flags that a stored policy sets; nil is null, a word that nobody knows.
func (m *Machine) FlagsOf(onFailure *string, released bool) int {
	words := m.Policies.Unreleased
	if released {
		words = m.Policies.Released
	}
	if onFailure != nil {
		if flags, known := words[*onFailure]; known {
			return flags
		}
	}
	return words[""]
}

func canonical(token string) string {
	state := strings.TrimPrefix(strings.Map(foldASCII, token), "state_")
	switch state {
	case "complete":
		return "completed"
	case "recovering_cutover":
		return "recovering"
	default:
		return state
	}
}

// foldASCII leaves look-alikes alone: strings.ToLower would make a Kelvin sign a k.
func foldASCII(letter rune) rune {
	if 'A' <= letter && letter <= 'Z' {
		return letter + 'a' - 'A'
	}
	return letter
}

// Load reads a machine from its file.
func Load(path string) (*Machine, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var machine Machine
	if err := json.Unmarshal(text, &machine); err != nil {
		return nil, err
	}
	if machine.Format != 1 {
		return nil, errors.New("only format 1 is read")
	}
	if machine.Comparison != "" {
		return nil, errors.New("the machine of a rule file is not read here")
	}
	return &machine, nil
}

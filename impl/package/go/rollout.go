// Package rollout tests a projection against the vectors of rollout-oracle: rollouts, and the state that an edition's
// specification gives each, by which clause.
//
//	func TestProjection(t *testing.T) {
//		rollout.Test(t, "b2", func(rows []rollout.Row, released bool) string { return project(rows) })
//	}
package rollout

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

//go:embed vectors/*.json
var files embed.FS

// Row is an operation as a store has it.
type Row struct {
	State      string
	OnFailure  Policy
	Deployment string
	Key        string
	Kind       string // work or group_finalizer
	Started    bool
	Step       uint32 // 0: the row is the whole change
	Target     string
}

// Policy is the word under on_failure. An absent one means halt; null, and every word that is no policy, is unknown and
// fails closed.
type Policy struct {
	Word   string
	Absent bool
	Null   bool
}

// Child is an operation with its policy resolved to flags.
type Child struct {
	State             string `json:"state"`
	ContinueOnFailure bool   `json:"continue_on_failure"`
	PauseOnFailure    bool   `json:"pause_on_failure"`
	Orphaned          bool   `json:"orphaned"`
	NeverStarted      bool   `json:"never_started"`
}

// Vector is a rollout and its state. It has rows or children.
type Vector struct {
	ID       string
	Rows     []Row
	Children []Child
	Released bool
	Expected string
	Clause   string // that decides
	Sentence string // of the clause
}

// Vectors returns the vectors of an edition: b1, b2, b3, b4, pause, settled, finalizers or steps.
func Vectors(edition string) ([]Vector, error) {
	text, err := files.ReadFile("vectors/" + edition + ".json")
	if err != nil {
		return nil, fmt.Errorf("%q is not an edition; there are %s", edition, strings.Join(Editions(), ", "))
	}
	var read []struct {
		ID   string `json:"id"`
		Case struct {
			Operations *[]row  `json:"operations"`
			Children   []Child `json:"children"`
			Released   bool    `json:"released"`
		} `json:"case"`
		Expected string `json:"expected"`
		Clause   string `json:"clause"`
		Sentence string `json:"sentence"`
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("the vectors of %s: %w", edition, err)
	}
	vectors := make([]Vector, 0, len(read))
	for _, each := range read {
		vector := Vector{ID: each.ID, Children: each.Case.Children, Released: each.Case.Released,
			Expected: each.Expected, Clause: each.Clause, Sentence: each.Sentence}
		if each.Case.Operations != nil {
			vector.Rows = []Row{}
			for _, written := range *each.Case.Operations {
				vector.Rows = append(vector.Rows, written.asRow())
			}
		}
		vectors = append(vectors, vector)
	}
	return vectors, nil
}

// Editions returns the names of the editions that have vectors.
func Editions() []string {
	return []string{"b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps"}
}

// Test runs a subtest per vector of rows: project gets the rows in order and whether the latch is released, and returns
// the state of the rollout.
func Test(t *testing.T, edition string, project func(rows []Row, released bool) string) {
	t.Helper()
	each(t, edition, func(vector Vector) (string, bool) {
		if vector.Rows == nil {
			return "", false
		}
		return project(vector.Rows, vector.Released), true
	})
}

// TestChildren is Test for projections that take flags. The latch says nothing more there.
func TestChildren(t *testing.T, edition string, project func(children []Child) string) {
	t.Helper()
	each(t, edition, func(vector Vector) (string, bool) {
		if vector.Rows != nil {
			return "", false
		}
		return project(vector.Children), true
	})
}

func each(t *testing.T, edition string, answer func(Vector) (string, bool)) {
	t.Helper()
	vectors, err := Vectors(edition)
	if err != nil {
		t.Fatal(err)
	}
	for _, vector := range vectors {
		vector := vector
		t.Run(vector.ID, func(t *testing.T) {
			state, isAnswered := answer(vector)
			switch {
			case !isAnswered:
				t.SkipNow()
			case state != vector.Expected:
				t.Errorf("got %q, expected %q by %s: %s", state, vector.Expected, vector.Clause, vector.Sentence)
			}
		})
	}
}

// row is a row as the vectors spell it: an absent policy, null and a word stay three things.
type row struct {
	State      string          `json:"state"`
	OnFailure  json.RawMessage `json:"on_failure"`
	Deployment string          `json:"deployment"`
	Key        string          `json:"key"`
	Kind       string          `json:"kind"`
	Started    *bool           `json:"started"`
	Step       uint32          `json:"step"`
	Target     string          `json:"target"`
}

func (written row) asRow() Row {
	made := Row{State: written.State, Deployment: written.Deployment, Key: written.Key, Kind: written.Kind,
		Started: written.Started == nil || *written.Started, Step: written.Step, Target: written.Target}
	if made.Kind == "" {
		made.Kind = "work"
	}
	switch {
	case written.OnFailure == nil:
		made.OnFailure.Absent = true
	case string(written.OnFailure) == "null":
		made.OnFailure.Null = true
	default:
		_ = json.Unmarshal(written.OnFailure, &made.OnFailure.Word) // a vector's policy is null or a text
	}
	return made
}

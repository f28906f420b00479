package main

// This is the file to replace: the edition that your controller follows, and its projection, of rows and of children.
// Both functions here follow edition b2 and are written for reading. They read no more of a row or a child than that
// edition does; the other fields are there for later editions.

// Edition is the rule that Project and ProjectChildren follow.
const Edition = "b2"

// Operation is one stored row, its words as they are stored. OnFailure is nil where the column is null; a row that was
// stored without a policy has the default, "halt".
type Operation struct {
	State     string
	OnFailure *string
	// Read from edition finalizers on.
	Deployment string
	Key        string
	Kind       string // "work" or "group_finalizer"
	Started    bool
	// Read in edition steps: the step of its change, from 1 on, 0 where the row is the whole change; the target only by
	// claims.
	Step   uint32
	Target string
}

// Child is a row whose policy has been resolved to flags.
type Child struct {
	State             string
	ContinueOnFailure bool
	PauseOnFailure    bool // read from edition pause on
	// Read from edition finalizers on.
	Orphaned     bool
	NeverStarted bool
}

// Project returns the parent state of a rollout's operations, which come in (created_at, id) order. The release latch
// is read by no edition before pause.
func Project(operations []Operation, released bool) string {
	children := make([]Child, len(operations))
	for i, operation := range operations {
		children[i] = Child{State: operation.State, ContinueOnFailure: mayContinue(operation.OnFailure)}
	}
	return ProjectChildren(children)
}

// ProjectChildren returns the parent state of children in the same order.
func ProjectChildren(children []Child) string {
	states := make([]string, len(children))
	for i, child := range children {
		states[i] = canonical(child.State)
	}
	base := aggregate(states)
	if base != "failed" {
		return base
	}
	over := true
	for i, state := range states {
		if state == "failed" && !children[i].ContinueOnFailure {
			return "failed"
		}
		over = over && terminal[state]
	}
	if over {
		return "failed"
	}
	return "running"
}

// mayContinue compares byte for byte: a word that it does not know, or null, is no permission.
func mayContinue(onFailure *string) bool {
	return onFailure != nil && *onFailure == "continue"
}

// aggregate is what the parent would be without policies: the first line that holds decides.
func aggregate(states []string) string {
	count := make(map[string]int, len(states))
	for _, state := range states {
		count[state]++
	}
	any := func(state string) bool { return count[state] > 0 }
	allCompletedOr := func(state string) bool { return count[state]+count["completed"] == len(states) }
	switch {
	case len(states) == 0:
		return "pending"
	case any("failed"):
		return "failed"
	case any("failed_retryable"):
		return "failed_retryable"
	case any("cancelled"):
		return "cancelled"
	case any("stopped"):
		return "stopped"
	case any("reverted"):
		return "reverted"
	case count["completed"] == len(states):
		return "completed"
	case any("recovering"):
		return "recovering"
	case any("cutting_over"):
		return "cutting_over"
	case allCompletedOr("waiting_for_cutover"):
		return "waiting_for_cutover"
	case allCompletedOr("waiting_for_deploy"):
		return "waiting_for_deploy"
	case any("revert_window"):
		return "revert_window"
	case any("running"):
		return "running"
	default:
		return "pending"
	}
}

var terminal = map[string]bool{"completed": true, "failed": true, "stopped": true, "cancelled": true, "reverted": true}

// canonical spells a stored token as the rule does. A token that this edition does not know comes back as something
// that no rule asks about: it is never terminal, and seen as pending.
func canonical(token string) string {
	state := foldASCII(token)
	if len(state) >= len("state_") && state[:len("state_")] == "state_" {
		state = state[len("state_"):]
	}
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
func foldASCII(token string) string {
	for i := 0; i < len(token); i++ {
		if 'A' <= token[i] && token[i] <= 'Z' {
			folded := []byte(token)
			for j := i; j < len(folded); j++ {
				if 'A' <= folded[j] && folded[j] <= 'Z' {
					folded[j] += 'a' - 'A'
				}
			}
			return string(folded)
		}
	}
	return token
}

package main

// Project returns the state of the whole, by the states of its children. The rule is ours.toml.
func Project(states []string) string {
	running, completed := false, 0
	for _, state := range states {
		switch state {
		case "failed":
			return "failed"
		case "running":
			running = true
		case "completed":
			completed++
		}
	}
	switch {
	case running:
		return "running"
	case len(states) > 0 && completed == len(states):
		return "completed"
	}
	return "pending"
}

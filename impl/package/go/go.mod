module rollout-oracle.example/rollout

go 1.18

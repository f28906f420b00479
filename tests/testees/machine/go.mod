module machine

go 1.19

module testee

go 1.19

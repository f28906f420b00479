module example.org/own-rule

go 1.19

package rollout

import "testing"

func TestEveryEditionHasVectors(t *testing.T) {
	for _, edition := range Editions() {
		vectors, err := Vectors(edition)
		if err != nil || len(vectors) < 500 {
			t.Errorf("%s: %d vectors, %v", edition, len(vectors), err)
		}
		var absent, null, word, children, released int
		for _, vector := range vectors {
			if vector.Rows == nil {
				children++
			}
			if vector.Released {
				released++
			}
			for _, row := range vector.Rows {
				switch {
				case row.OnFailure.Absent:
					absent++
				case row.OnFailure.Null:
					null++
				case row.OnFailure.Word != "":
					word++
				}
			}
		}
		// b1 reads no policy.
		if absent == 0 || (null == 0 && edition != "b1") || word == 0 || released == 0 {
			t.Errorf("%s: %d absent, %d null, %d words, %d released", edition, absent, null, word, released)
		}
	}
}

func TestAnUnknownEditionIsNamed(t *testing.T) {
	if _, err := Vectors("b9"); err == nil || err.Error()[:25] != `"b9" is not an edition; t` {
		t.Error(err)
	}
}

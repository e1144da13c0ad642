// gojsonschema, with Go's regular expressions, which are those of RE2. Writes the ids of the documents that it accepts.
package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	folder, work := os.Args[1], os.Args[2]
	paths, err := filepath.Glob(folder + "/*.schema.json")
	check(err)
	validators := map[string]*gojsonschema.Schema{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		check(err)
		// Draft 7 is the newest that it knows; the schemas use nothing that changed since.
		loader := gojsonschema.NewSchemaLoader()
		loader.AutoDetect = false
		loader.Draft = gojsonschema.Draft7
		validator, err := loader.Compile(gojsonschema.NewBytesLoader(text))
		check(err)
		validators[strings.TrimSuffix(filepath.Base(path), ".schema.json")] = validator
	}

	var cases []struct{ Id, Schema, Text string }
	text, err := os.ReadFile(work + "/cases.json")
	check(err)
	check(json.Unmarshal(text, &cases))
	accepted := []string{}
	for _, item := range cases {
		result, err := validators[item.Schema].Validate(gojsonschema.NewStringLoader(item.Text))
		check(err)
		if result.Valid() {
			accepted = append(accepted, item.Id)
		}
	}
	verdicts, err := json.Marshal(accepted)
	check(err)
	check(os.WriteFile(work+"/gojsonschema (Go's regexp).verdicts", verdicts, 0o644))
}

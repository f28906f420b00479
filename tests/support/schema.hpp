// The schemas of spec/schemas, for tests that hold data against them.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <stdexcept>
#include <string>

#include "json_document.hpp"
#include "support/program.hpp"

namespace rollout::tests {

class Schema {
public:
    /// Reads spec/schemas/NAME.schema.json. Throws std::runtime_error if it is not JSON.
    explicit Schema(const std::string& name)
        : schema_(read(read_file(std::string(ROLLOUT_SOURCE_DIR) + "/spec/schemas/" + name + ".schema.json"))) {}

    /// Returns where the value breaks the schema and by which keyword; nothing if it does not.
    std::string problem(const rapidjson::Value& value) const {
        rapidjson::SchemaValidator validator(schema_);
        if (value.Accept(validator)) {
            return "";
        }
        rapidjson::StringBuffer where;
        validator.GetInvalidDocumentPointer().StringifyUriFragment(where);
        return std::string(where.GetString()) + " " + validator.GetInvalidSchemaKeyword();
    }

    /// The same of a text; a text that is not JSON breaks every schema.
    std::string problem(const std::string& text) const {
        rapidjson::Document document;
        const auto error = oracle::parse_json(text, document);
        return error ? *error : problem(document);
    }

private:
    static rapidjson::SchemaDocument read(const std::string& text) {
        rapidjson::Document document;
        if (const auto error = oracle::parse_json(text, document)) {
            throw std::runtime_error(*error);
        }
        return rapidjson::SchemaDocument(document);
    }

    rapidjson::SchemaDocument schema_;
};

}  // namespace rollout::tests

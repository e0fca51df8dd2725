"""Validates files that were exported: validate.py ftm|stix|graphml FILE…; answers as JSON, one object for each file."""

import json
import sys


def survives(prop, value: str, proxy) -> bool:
    """A country must be a code: by their names FollowTheMoney looks them up romanised."""
    if prop.type.name == "country":
        return value in prop.type.codes
    return prop.type.clean(value, format=prop.format, proxy=proxy) is not None


def ftm(path: str) -> dict:
    """Each property must be one of the schema, and each value must survive FollowTheMoney's own cleaning."""
    from followthemoney import model
    from followthemoney.exc import InvalidData

    errors, checked, schema_of, references = [], 0, {}, []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            data = json.loads(line)
            checked += 1
            schema = model.get(data["schema"])
            if schema is None or schema.abstract:
                errors.append(f"{number}: no schema {data['schema']}")
                continue
            if data["id"] in schema_of:
                errors.append(f"{number}: {data['id']} for a second time")
            schema_of[data["id"]] = schema
            for name in schema.required:
                if not data["properties"].get(name):
                    errors.append(f"{number}: {schema.name} without {name}")
            found = len(errors)
            proxy = model.get_proxy({**data, "properties": {}})
            for name, values in data["properties"].items():
                prop = schema.get(name)
                if prop is None or prop.stub:
                    errors.append(f"{number}: {schema.name} has no {name}")
                    continue
                for value in values:
                    if not survives(prop, value, proxy):
                        errors.append(f"{number}: {schema.name}:{name} drops {value!r}")
                    if prop.max_length and len(value) > prop.max_length:
                        errors.append(f"{number}: {schema.name}:{name} is too long")
                    if prop.type.name == "entity":
                        references.append((number, prop, value))
            if len(errors) == found:
                try:
                    schema.validate(data)
                except InvalidData as invalid:
                    errors.append(f"{number}: {invalid.errors}")
    for number, prop, value in references:
        target = schema_of.get(value)
        if target is None or not target.is_a(prop.range):
            errors.append(f"{number}: {prop.qname} refers to {value}, a {target and target.name}, not a {prop.range.name}")
    return {"checked": checked, "errors": errors}


def stix(path: str) -> dict:
    """By the schemas and the checks of musts that come with stix2-validator; open vocabularies may be extended."""
    from stix2validator import ValidationOptions, validate_file

    result = validate_file(path, ValidationOptions(version="2.1"))
    objects = result.object_results
    errors = [f"{each.object_id}: {error}" for each in objects for error in each.errors]
    with open(path, encoding="utf-8") as file:
        checked = len(json.load(file)["objects"])
    return {"checked": checked, "errors": errors + ([] if result.is_valid or errors else [str(result.fatal)])}


def graphml(path: str) -> dict:
    import networkx

    graph = networkx.read_graphml(path)
    return {"checked": graph.number_of_nodes(), "edges": graph.number_of_edges(), "errors": []}


if __name__ == "__main__":
    check = {"ftm": ftm, "stix": stix, "graphml": graphml}[sys.argv[1]]
    for file in sys.argv[2:]:
        print(json.dumps(check(file)))

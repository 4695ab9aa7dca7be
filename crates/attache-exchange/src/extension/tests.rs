//! Tests.

use attache_core::{marking::Tlp, release::Form};
use attache_stix::{stix_id::StixId, typed::ExtensionDefinition};
use serde_json::Value;

use super::Extension;
use crate::{
    sample,
    writing::{self, Written},
};

/// The schema of an extension, itself checked against draft 2020-12.
fn validator(which: Extension) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(which.schema()).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::draft202012::meta::is_valid(&schema), "{}", which.name());
    jsonschema::draft202012::new(&schema).unwrap()
}

fn written() -> Vec<Written> {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let article = sample::article();
    let theirs = sample::passed_on(sample::body(), &article, sample::marking(Tlp::Green));
    let released = [
        sample::released_whole(Tlp::Amber),
        sample::released_tear_line(Tlp::Amber),
        sample::release(&theirs, Some(&article), Form::Whole),
    ];
    released.map(|one| writing::write(&one, &shelf, sample::noon(), None).unwrap()).into()
}

#[test]
fn what_is_written_is_as_the_schemas_say() {
    let mut seen = 0;
    let validators = Extension::ALL.map(|which| (which.id(), validator(which)));
    for object in written().iter().flat_map(|one| &one.objects) {
        let value: Value = serde_json::from_slice(&object.bytes).unwrap();
        for (id, says) in value.get("extensions").and_then(Value::as_object).into_iter().flatten() {
            let Some((_, validator)) = validators.iter().find(|(known, _)| known == id) else { continue };
            seen += 1;
            let faults: Vec<String> = validator.iter_errors(says).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", object.id);
        }
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn the_schemas_tell_what_is_none() {
    let bytes = written()[0].objects.last().unwrap().bytes.clone();
    let note: Value = serde_json::from_slice(&bytes).unwrap();
    let good = &note["extensions"][Extension::Claim.id()];
    let validator = validator(Extension::Claim);
    assert!(validator.is_valid(good));
    for (member, bad) in
        [("kind", "rumour"), ("claim_id", "x"), ("chain", "The Quayside Courier"), ("by", "staff-ana")]
    {
        let mut value = good.clone();
        value[member] = bad.into();
        assert!(!validator.is_valid(&value), "{member}");
    }
}

#[test]
fn each_extension_that_is_used_is_defined_in_the_name_of_the_project() {
    for written in written() {
        let there: Vec<&StixId> = written.objects.iter().map(|object| &object.id).collect();
        for object in &written.objects {
            let value: Value = serde_json::from_slice(&object.bytes).unwrap();
            for id in
                value.get("extensions").and_then(Value::as_object).into_iter().flat_map(|them| them.keys())
            {
                // TLP 2.0 is defined by OASIS, and known.
                let known = id == attache_stix::tlp::TLP2_EXTENSION;
                assert!(known || there.iter().any(|there| there.to_string() == *id), "{id}");
            }
        }
    }
    for which in Extension::ALL {
        let definition: ExtensionDefinition = which.definition().unwrap();
        assert_eq!(definition.common.id.to_string(), which.id());
        assert_eq!(definition.common.created_by_ref.unwrap().to_string(), super::PROJECT);
        assert_eq!(definition.common.created.to_string(), "2026-11-25T00:00:00.000Z");
        assert!(definition.schema.contains(which.name()));
    }
}

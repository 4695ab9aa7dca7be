//! Canonical bytes: RFC 8785 (JSON Canonicalization Scheme).

use serde::Serialize;
use serde_json::Value;

/// Why something has no canonical form.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// An integer that JSON numbers do not keep exactly (RFC 8785 section 3.2.2.3 writes numbers as
    /// IEEE 754 doubles). Signing it would sign another number.
    #[error("the number {0} lies beyond 2^53 and would be changed by JSON")]
    UnsafeInteger(String),
    /// It is no JSON.
    #[error("no JSON form: {0}")]
    NotJson(#[from] serde_json::Error),
}

/// The canonical bytes of a value: equal values give equal bytes, different values different ones.
///
/// # Errors
/// Where the value holds an integer beyond 2^53, or cannot be written as JSON.
pub fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value)?;
    reject_unsafe_integers(&value)?;
    Ok(serde_json_canonicalizer::to_vec(&value)?)
}

fn reject_unsafe_integers(value: &Value) -> Result<(), CanonicalError> {
    const EXACT: u64 = 1 << 53;
    match value {
        Value::Number(number) => {
            let beyond = number.as_i64().map(i64::unsigned_abs).or_else(|| number.as_u64());
            if beyond.is_some_and(|magnitude| magnitude > EXACT) {
                return Err(CanonicalError::UnsafeInteger(number.to_string()));
            }
            Ok(())
        }
        Value::Array(values) => values.iter().try_for_each(reject_unsafe_integers),
        Value::Object(members) => members.values().try_for_each(reject_unsafe_integers),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::to_bytes;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            (-(1i64 << 53)..(1i64 << 53)).prop_map(|n| json!(n)),
            "\\PC{0,6}".prop_map(Value::String),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
                prop::collection::btree_map("\\PC{0,4}", inner, 0..4)
                    .prop_map(|m| Value::Object(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_bytes_are_injective_and_read_back(a in any_value(), b in any_value()) {
            let (x, y) = (to_bytes(&a).unwrap(), to_bytes(&b).unwrap());
            prop_assert_eq!(x == y, a == b);
            prop_assert_eq!(serde_json::from_slice::<Value>(&x).unwrap(), a);
        }
    }

    #[test]
    fn members_are_sorted_and_spaces_dropped() {
        assert_eq!(
            to_bytes(&json!({"b": 1, "a": [1.0, "é"]})).unwrap(),
            "{\"a\":[1,\"é\"],\"b\":1}".as_bytes()
        );
    }

    #[test]
    fn an_integer_beyond_two_to_the_53_is_refused() {
        assert!(to_bytes(&json!({"n": 9_007_199_254_740_993_u64})).is_err());
        assert!(to_bytes(&json!({"n": [-9_007_199_254_740_993_i64]})).is_err());
        assert!(to_bytes(&json!({"n": 9_007_199_254_740_992_u64})).is_ok());
    }
}

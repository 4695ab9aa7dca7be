//! What a language model answers: a chat completion with JSON in it, if all goes well.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;

use super::failed::Failed;

/// Most attributions that are taken from one answer.
const MOST: usize = 64;

/// Three runs of words, as answered; nothing of it is believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Answered {
    /// Who is credited.
    #[serde(default, deserialize_with = "or_nothing")]
    pub(super) source: String,
    /// With which words.
    #[serde(default, deserialize_with = "or_nothing")]
    pub(super) cue: String,
    /// With what.
    pub(super) content: String,
}

/// The credits of an answer, and how many of its entries were none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) answered: Vec<Answered>,
    pub(super) malformed: usize,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
    #[serde(default)]
    tool_calls: Option<Vec<IgnoredAny>>,
}

#[derive(Deserialize)]
struct Attributions {
    attributions: Vec<Value>,
}

fn or_nothing<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

/// Reads the body of a chat completion.
///
/// # Errors
/// Where there is no answer of the form that was asked for in it.
pub(super) fn reply(body: &[u8]) -> Result<Reply, Failed> {
    let completion: Completion = serde_json::from_slice(body).map_err(|_| Failed::NoCompletion)?;
    let choice = completion.choices.into_iter().next().ok_or(Failed::NoChoice)?;
    if choice.message.refusal.is_some_and(|refusal| !refusal.trim().is_empty()) {
        return Err(Failed::Refused);
    }
    let content = choice.message.content.unwrap_or_default();
    if content.trim().is_empty() {
        let calls = choice.message.tool_calls.is_some_and(|calls| !calls.is_empty());
        return Err(if calls { Failed::CalledTool } else { Failed::OtherForm });
    }
    let cut = choice.finish_reason.as_deref() == Some("length");
    let other = if cut { Failed::CutOff } else { Failed::OtherForm };
    let entries = serde_json::from_str::<Attributions>(bare(&content)).map_err(|_| other)?.attributions;
    let count = entries.len();
    let read = entries.into_iter().take(MOST).filter_map(|entry| serde_json::from_value(entry).ok());
    let answered: Vec<Answered> = read.collect();
    Ok(Reply { malformed: count.saturating_sub(answered.len()), answered })
}

/// The JSON of an answer, without the thoughts before it and the fence around it that some models write though they
/// were told not to.
fn bare(content: &str) -> &str {
    let content = content.trim();
    let thought = content.strip_prefix("<think>").and_then(|rest| rest.split_once("</think>"));
    let content = thought.map_or(content, |(_, rest)| rest).trim();
    let fenced = content.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    fenced.map_or(content, |inner| inner.strip_prefix("json").unwrap_or(inner))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Answered, MOST, Reply, reply};
    use crate::drafter::failed::Failed;

    fn message(message: &Value) -> Result<Reply, Failed> {
        reply(json!({ "choices": [{ "message": message }] }).to_string().as_bytes())
    }

    fn content(text: &str) -> Result<Reply, Failed> {
        message(&json!({ "role": "assistant", "content": text }))
    }

    fn entry(source: &str, cue: &str, content: &str) -> Answered {
        Answered { source: source.into(), cue: cue.into(), content: content.into() }
    }

    #[test]
    fn an_answer_is_read_as_it_is_meant() {
        let json = r#"{"attributions": [{"source": "A", "cue": "said", "content": "b", "mood": "x"},
            {"source": null, "content": "c"}]}"#;
        let expected = Reply { answered: vec![entry("A", "said", "b"), entry("", "", "c")], malformed: 0 };
        assert_eq!(content(json), Ok(expected.clone()));
        for wrapped in [format!("```json\n{json}\n```"), format!("<think>{{}}</think>\n{json}")] {
            assert_eq!(content(&wrapped), Ok(expected.clone()));
        }
        let both = json!({ "content": json, "tool_calls": [{}], "refusal": "" });
        assert_eq!(message(&both), Ok(expected));
    }

    #[test]
    fn entries_of_another_form_are_left_out_and_counted() {
        let json = r#"{"attributions": [7, {"source": "A"}, {"content": ["b"]}, {"content": "c"}, null]}"#;
        assert_eq!(content(json), Ok(Reply { answered: vec![entry("", "", "c")], malformed: 4 }));
        let many = json!({ "attributions": vec![json!({ "content": "c" }); MOST + 3] });
        let read = content(&many.to_string()).unwrap();
        assert_eq!((read.answered.len(), read.malformed), (MOST, 3));
    }

    #[test]
    fn what_is_no_answer_is_told_apart() {
        for body in ["", "<html>busy</html>", "{", "{\"error\": {}}", "[]", "null", "{\"choices\": [{}]}"] {
            assert_eq!(reply(body.as_bytes()), Err(Failed::NoCompletion), "{body}");
        }
        assert_eq!(
            reply(b"{\"choices\": [{\"message\": {\"content\": \"\xff\"}}]}"),
            Err(Failed::NoCompletion)
        );
        assert_eq!(reply(b"{\"choices\": []}"), Err(Failed::NoChoice));
        assert_eq!(message(&json!({ "content": null, "refusal": "no" })), Err(Failed::Refused));
        assert_eq!(
            message(&json!({ "content": null, "tool_calls": [{ "id": 1 }] })),
            Err(Failed::CalledTool)
        );
        for other in ["", "Sure! Here it is.", "{\"attributions\": [", "[]", "{\"attributions\": {}}"] {
            assert_eq!(content(other), Err(Failed::OtherForm), "{other}");
        }
        let half =
            json!({ "choices": [{ "message": { "content": "{\"attri" }, "finish_reason": "length" }] });
        assert_eq!(reply(half.to_string().as_bytes()), Err(Failed::CutOff));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(content(&deep), Err(Failed::OtherForm));
    }
}

//! The description that pages carry for search engines: schema.org in JSON-LD.

use serde_json::{Map, Value};

/// Objects that are looked at, in all.
const OBJECTS: usize = 2000;

/// What the description says.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub(super) headline: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Reads the blocks of a page. An article comes first, then a page that has a day of publication. A block that is
/// no JSON is as if it were not there.
pub(super) fn described(blocks: &[Vec<u8>]) -> Described {
    let values: Vec<Value> = blocks.iter().filter_map(|block| read(block)).collect();
    let objects = objects(&values);
    let article = objects.iter().find(|object| is_article(object));
    let dated = || objects.iter().find(|object| object.contains_key("datePublished"));
    let Some(object) = article.or_else(dated) else { return Described::default() };
    let publisher = object.get("publisher").and_then(|publisher| name(publisher, &objects));
    let page = object.get("mainEntityOfPage").and_then(|page| text(page).or_else(|| text(page.get("@id")?)));
    Described {
        headline: ["headline", "name"].iter().find_map(|key| text(object.get(*key)?)),
        publisher: publisher
            .or_else(|| object.get("sourceOrganization").and_then(|source| name(source, &objects))),
        published: object.get("datePublished").and_then(text),
        url: object.get("url").and_then(text).or(page),
        language: object.get("inLanguage").and_then(text),
    }
}

fn read(block: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(block);
    let bare = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    // Its depth is bounded by serde_json (128), so that neither reading nor dropping exhausts the stack.
    serde_json::from_str(bare.trim().trim_end_matches(';')).ok()
}

/// All objects in lists and graphs, in order.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    let mut objects = Vec::new();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(list) => waiting.extend(list.iter().rev().take(OBJECTS)),
            Value::Object(object) if objects.len() < OBJECTS => {
                waiting.extend(object.get("mainEntity"));
                waiting.extend(object.get("@graph"));
                objects.push(object);
            }
            _ => {}
        }
    }
    objects
}

fn is_article(object: &Map<String, Value>) -> bool {
    let kinds = match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    kinds.iter().filter_map(Value::as_str).any(|kind| {
        kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || ["Report", "PressRelease", "NewsRelease"].contains(&kind)
    })
}

/// The name of an organisation: given here, or by reference to another object.
fn name(value: &Value, objects: &[&Map<String, Value>]) -> Option<String> {
    let value = match value {
        Value::Array(list) => list.first()?,
        other => other,
    };
    if let Some(name) = text(value).or_else(|| text(value.get("name")?)) {
        return Some(name);
    }
    let id = value.get("@id")?;
    objects.iter().filter(|object| object.get("@id") == Some(id)).find_map(|object| text(object.get("name")?))
}

fn text(value: &Value) -> Option<String> {
    let value = match value {
        Value::Array(list) => list.first()?,
        other => other,
    };
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

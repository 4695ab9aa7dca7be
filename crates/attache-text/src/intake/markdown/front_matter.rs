//! Front matter: what a Markdown text says about itself between two rules at its beginning.

use crate::intake::{Particulars, date};

/// Lines of front matter at most; a longer one is no front matter but text between rules.
const FRONT_MATTER_LINES: usize = 200;

/// Front matter and where it ends.
#[derive(Debug)]
pub(in crate::intake) struct FrontMatter {
    pub(super) particulars: Particulars,
    pub(super) end: usize,
}

/// The `key: value` lines between two `---` at the beginning of a text. `None` if there are none, or if a line
/// between them is neither such a line nor blank, a comment, or indented under the line before.
pub(in crate::intake) fn front_matter(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let mut end = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut particulars = Particulars::default();
    let mut found = false;
    for line in lines.take(FRONT_MATTER_LINES) {
        end = end.saturating_add(line.len());
        let content = line.trim_end();
        if content == "---" || content == "..." {
            return found.then_some(FrontMatter { particulars, end });
        }
        if content.is_empty() || content.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let (key, value) = content.split_once(':')?;
        if key.is_empty() || !key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
            return None;
        }
        found = true;
        take(&mut particulars, key, value);
    }
    None
}

fn take(particulars: &mut Particulars, key: &str, value: &str) {
    let value = value.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote).and_then(|rest| rest.strip_suffix(*quote)))
        .unwrap_or(value)
        .trim();
    if bare.is_empty() {
        return;
    }
    let text = || Some(bare.to_owned());
    match key.to_ascii_lowercase().replace('-', "_").as_str() {
        "title" | "headline" => particulars.title = text(),
        "outlet" | "source" | "publisher" | "site" | "site_name" => particulars.outlet = text(),
        "date" | "published" | "published_at" | "pubdate" | "published_on" => {
            particulars.published = date::read(bare)
        }
        "url" | "link" | "canonical" | "canonical_url" => particulars.url = text(),
        "language" | "lang" => particulars.language = text(),
        _ => {}
    }
}

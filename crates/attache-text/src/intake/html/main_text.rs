//! The main part of a page, as `dom_smoothie` sees it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::letters;
use super::stream::Stream;
use crate::intake::Limits;

/// The main part.
#[derive(Debug)]
pub(super) struct Main {
    pub(super) title: Option<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<String>,
    /// Its paragraphs, as text.
    pub(super) paragraphs: Vec<String>,
}

/// Finds the main part; `None` if there is none.
///
/// A page is untrusted and the library is large, so a panic in it counts as nothing found: reading never panics.
pub(super) fn find(source: &str, limits: &Limits) -> Option<Main> {
    catch_unwind(AssertUnwindSafe(|| look(source, limits))).ok().flatten()
}

fn look(source: &str, limits: &Limits) -> Option<Main> {
    let document = Document::from(source);
    if !fits(&document, limits) {
        return None;
    }
    // The description in JSON-LD is read by a strict parser instead, see `json_ld`.
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let content = article.content.to_string();
    let stream = Stream::read(&content, limits.runs);
    let found = letters::Letters::of(&stream, &content);
    let paragraphs = found.blocks.iter().map(|block| stream.words(block.pieces.clone(), &content)).collect();
    Some(Main {
        title: Some(article.title).filter(|title| !title.trim().is_empty()),
        site: article.site_name,
        published: article.published_time,
        paragraphs,
    })
}

/// Whether the tree is within the limits. What a parser makes of a page can be deeper and larger than its tags
/// suggest. The tree lies in one array, so that walking and dropping it do not recurse.
fn fits(document: &Document, limits: &Limits) -> bool {
    let mut waiting: Vec<(NodeRef<'_>, usize)> = vec![(document.root(), 0)];
    let mut nodes = 0_usize;
    while let Some((node, depth)) = waiting.pop() {
        nodes = nodes.saturating_add(1);
        if depth > limits.depth || nodes > limits.tags.saturating_mul(8) {
            return false;
        }
        waiting.extend(node.next_sibling().map(|next| (next, depth)));
        waiting.extend(node.first_child().map(|child| (child, depth.saturating_add(1))));
    }
    true
}

//! The graph of reliance for Graphviz.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{Corroboration, count::Because, proof::Why};

/// The graph, always the same text for the same corroboration.
pub(super) fn graph(corroboration: &Corroboration) -> String {
    let mut text = String::from("digraph reliance {\n  rankdir=LR;\n");
    let mut edges: BTreeSet<String> = BTreeSet::new();
    let mut vertices = BTreeSet::new();
    for way in &corroboration.ways {
        let mut from = way.claim.to_string();
        let _ = writeln!(text, "  {} [shape=note];", quoted(&from));
        for vertex in &way.through {
            let to = vertex.to_string();
            edges.insert(format!("  {} -> {};\n", quoted(&from), quoted(&to)));
            vertices.insert(to.clone());
            from = to;
        }
    }
    for (id, name) in &corroboration.labels {
        if vertices.contains(&id.to_string()) {
            let _ = writeln!(text, "  {} [label={}];", quoted(&id.to_string()), quoted(name));
        }
    }
    for line in &corroboration.normal.proof.lines {
        if let Why::Taken { from, .. } = line.why {
            edges.insert(format!(
                "  {} -> {} [style=dotted, label=\"taken from\"];\n",
                quoted(&line.claim.to_string()),
                quoted(&from.to_string())
            ));
        }
    }
    for because in corroboration.strict.origins.iter().flat_map(|origin| &origin.because) {
        if let Because::Exchange { one, other, since, between, .. } = because {
            let [a, b] = between.map(|id| quoted(&id.to_string()));
            let label = quoted(&format!("{one} and {other} exchange since {since}"));
            edges.insert(format!("  {a} -> {b} [style=dashed, dir=both, label={label}];\n"));
        }
    }
    for because in corroboration.strict.origins.iter().flat_map(|origin| &origin.because) {
        if let Because::SameSpelling { name, is, between, .. } = because {
            let [a, b] = between.map(|id| quoted(&id.to_string()));
            let label = quoted(&format!("{name} and {is}: one name"));
            edges.insert(format!("  {a} -> {b} [style=dotted, dir=none, label={label}];\n"));
        }
    }
    text.extend(edges);
    text.push_str("}\n");
    text
}

/// A quoted string of the DOT language.
fn quoted(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('"', "\\\"");
    let visible: String = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{visible}\"")
}

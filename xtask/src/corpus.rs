//! TEMP: replaced by the polnear branch.
use std::{ops::Range, path::Path, io::Read};
pub struct Gold { pub source: Vec<Range<usize>>, pub cue: Vec<Range<usize>>, pub content: Vec<Range<usize>> }
pub struct Annotated { pub name: String, pub text: String, pub attributions: Vec<Gold>, pub discard: Vec<Range<usize>> }
pub struct SilverToken { pub start: usize, pub end: usize, pub tag: String }
pub struct Silver { pub name: String, pub tokens: Vec<SilverToken> }
pub fn load(dir: &Path) -> anyhow::Result<Vec<Annotated>> {
    let mut out = Vec::new();
    let mut texts: Vec<_> = std::fs::read_dir(dir.join("text"))?.filter_map(Result::ok).map(|e| e.path()).collect();
    texts.sort();
    let mut anns: Vec<_> = std::fs::read_dir(dir.join("attributions"))?.filter_map(Result::ok).map(|e| e.path()).collect();
    anns.sort();
    for t in texts {
        let name = t.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&t)?;
        let Some(a) = anns.iter().find(|p| { let s = p.file_stem().unwrap().to_string_lossy(); s.rsplit_once('_').is_some_and(|(n, _)| n == name) }) else { continue };
        let map: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut spans = std::collections::HashMap::new();
        let mut discard = Vec::new();
        let mut attributions = Vec::new();
        for line in std::fs::read_to_string(a)?.lines() {
            let mut cols = line.split('\t');
            let (Some(id), Some(body)) = (cols.next(), cols.next()) else { continue };
            if id.starts_with('T') {
                let (label, places) = body.split_once(' ').unwrap();
                let ranges: Vec<Range<usize>> = places.split(';').map(|p| { let (a, b) = p.split_once(' ').unwrap(); map[a.parse::<usize>().unwrap()]..map[b.parse::<usize>().unwrap()] }).collect();
                if label == "Discard" { discard.extend(ranges.clone()); }
                spans.insert(id.to_owned(), ranges);
            } else if id.starts_with('E') {
                let mut g = Gold { source: vec![], cue: vec![], content: vec![] };
                for part in body.split_whitespace() {
                    let (role, t) = part.split_once(':').unwrap();
                    let s = spans.get(t).cloned().unwrap_or_default();
                    if role.starts_with("Source") { g.source.extend(s) } else if role.starts_with("Cue") { g.cue.extend(s) } else if role.starts_with("Content") { g.content.extend(s) }
                }
                attributions.push(g);
            }
        }
        out.push(Annotated { name, text, attributions, discard });
    }
    Ok(out)
}
pub fn silver(dir: &Path) -> anyhow::Result<Vec<Silver>> {
    let mut p = dir.as_os_str().to_owned(); p.push(".silver.tsv.gz");
    let Ok(f) = std::fs::File::open(&p) else { return Ok(vec![]) };
    let mut s = String::new();
    flate2::read::GzDecoder::new(f).read_to_string(&mut s)?;
    let mut out: Vec<Silver> = Vec::new();
    let mut map: Vec<usize> = vec![];
    for line in s.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            let text = std::fs::read_to_string(dir.join("text").join(format!("{name}.txt")))?;
            map = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            out.push(Silver { name: name.to_owned(), tokens: vec![] });
            continue;
        }
        let c: Vec<&str> = line.split('\t').collect();
        if c.len() < 3 { continue }
        let (a, b): (usize, usize) = (c[0].parse()?, c[1].parse()?);
        out.last_mut().unwrap().tokens.push(SilverToken { start: map[a], end: map[b], tag: c[2].to_owned() });
    }
    Ok(out)
}

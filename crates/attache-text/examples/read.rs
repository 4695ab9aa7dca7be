//! x
fn main() {
    let words = attache_text::words::Words::built_in().unwrap();
    let args: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&args[1]).unwrap();
    let given = attache_text::reading::Given {
        published: args.get(2).and_then(|d| d.parse().ok()),
        outlet: args.get(3).map(|n| attache_core::article::Outlet {
            name: n.clone(),
            kind: attache_core::source::SourceKind::Outlet,
        }),
        ..Default::default()
    };
    let (article, _) = attache_text::reading::take_in(&bytes, &given, &words);
    if args.get(4).is_some() {
        let t = std::time::Instant::now();
        let n = attache_text::reading::read(&article, &words).drafts.len();
        eprintln!("{n} drafts {:.2} MB/s", article.text.len() as f64 / 1e6 / t.elapsed().as_secs_f64());
        return;
    }
    for d in attache_text::reading::read(&article, &words).drafts {
        println!("{}", serde_json::to_string(&d).unwrap());
    }
}

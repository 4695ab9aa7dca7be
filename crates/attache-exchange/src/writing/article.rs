//! Articles as reports (STIX 2.1 section 4.15).

use attache_core::{
    release::{Publication, Whole},
    source::{Source, SourceKind, folded},
};
use attache_stix::{
    stix_id::StixId,
    stix_time::StixTime,
    typed::{ExternalReference, Report, ReportType},
};
use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use serde_json::Map;
use url::Url;

use super::{Pile, WriteFault, source};

/// The article of a claim, if its day is known: a report must say when it was published, and we invent no day. The
/// report is about its outlet alone; were it about the claims too, it would tell how many went out.
pub(super) fn put(
    whole: &Whole,
    chain: &[StixId],
    markings: &[StixId],
    pile: &mut Pile<'_>,
) -> Result<Option<StixId>, WriteFault> {
    const TYPE: &str = "report";
    let article = &whole.article;
    let Some(published) = article.published.and_then(midnight) else {
        return Ok(None);
    };
    let carrier = whole.body.chain.outlet();
    let other = article.outlet.as_deref().filter(|name| folded(name) != folded(&carrier.name));
    let outlet = match (other, chain.first()) {
        (None, Some(outlet)) => outlet.clone(),
        (other, _) => {
            let name = other.unwrap_or(&carrier.name);
            source::put(&Source::new(name, SourceKind::Outlet), markings, pile)?
        }
    };
    let mut common = pile.common(TYPE, markings)?;
    common.lang = article.language.as_deref().and_then(language);
    common.external_references.extend(reference(article));
    let report = Report {
        type_name: ReportType::Report,
        common,
        name: article.title.clone().unwrap_or_else(|| "Untitled article".into()),
        description: None,
        report_types: Vec::new(),
        published,
        object_refs: vec![outlet],
        rest: Map::new(),
    };
    pile.put_named(TYPE, &report).map(Some)
}

/// The beginning of a day in UTC. News gives days; the extension says that it is one.
fn midnight(day: Date) -> Option<StixTime> {
    let instant = TimeZone::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok()?;
    StixTime::try_from(instant).ok()
}

/// Where the article is kept, if that is known. What is no URL on the web stands in the extension only.
pub(super) fn reference(article: &Publication) -> Option<ExternalReference> {
    let url = article.url.as_deref().and_then(|text| Url::parse(text).ok());
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from);
    let url = url.filter(|url| is_uri(url));
    let description = article.title.clone();
    (url.is_some() || description.is_some()).then(|| ExternalReference {
        source_name: article.outlet.clone().unwrap_or_else(|| "article".into()),
        description,
        url,
        ..ExternalReference::default()
    })
}

/// Whether an address of the web, which browsers take more freely, is one that RFC 3986 allows, too.
fn is_uri(url: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let encoded = |part: &str| part.chars().take(2).filter(char::is_ascii_hexdigit).count() == 2;
    url.chars().all(fits) && url.matches('#').count() < 2 && url.split('%').skip(1).all(encoded)
}

/// Languages with a code of two letters in ISO 639-1 that the validator of OASIS knows.
const LANGUAGES: &str = "af ar az be bg ca cs cy da de el en eo es et eu fa fi fo fr gl gu he hi hr hu hy id is it ja \
                         ka kk kn ko ky lt lv mi mk mn mr ms mt nb nl pa pl ps pt qu ro ru sa se sk sl sq sv sw ta te \
                         th tl tn tr ts tt uk ur uz vi xh zh zu";

/// `lang` of an object: the language alone, without script and region, where it is a known one. The tag as it came
/// stands in the extension.
pub(super) fn language(tag: &str) -> Option<String> {
    let first = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    LANGUAGES.split_ascii_whitespace().any(|known| known == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{is_uri, language};

    #[test]
    fn only_what_other_tools_know_goes_out_as_language_or_address() {
        assert_eq!(language("en-GB").as_deref(), Some("en"));
        assert_eq!(language("KO_kr").as_deref(), Some("ko"));
        assert_eq!((language("tlh"), language("")), (None, None));
        assert!(is_uri("https://a.example/b?c=%C3%A9#d"));
        for bad in [
            "https://a.example/100%",
            "https://a.example/%4",
            "https://a.example/[1]",
            "https://a.example/#a#b",
        ] {
            assert!(!is_uri(bad), "{bad}");
        }
    }
}

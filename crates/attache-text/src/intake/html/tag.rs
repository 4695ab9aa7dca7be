//! What tags mean for text: which break lines, which hold no text, which keep end tags from reaching further out.

/// What a tag name means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Begins and ends a block of text.
    Block,
    /// A block across which most end tags have no effect (HTML standard, 13.2.4.2, "has an element in scope").
    Scope,
    /// Of a table or list, with an end tag that may be left out and no depth of its own.
    Implied,
    /// A line break.
    LineBreak,
    /// Has no content.
    Void,
    /// Its content is no text to be read.
    Skipped,
    /// Changes how words look; the standard opens it again in the next block if it was not closed.
    Formatting,
    /// Anything else.
    Inline,
}

/// The role of a tag name in lower case.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"p" | b"div" | b"section" | b"article" | b"aside" | b"header" | b"footer" | b"nav" | b"main"
        | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"hgroup" | b"ul" | b"ol" | b"dl" | b"li"
        | b"blockquote" | b"figure" | b"figcaption" | b"address" | b"form" | b"fieldset" | b"legend"
        | b"details" | b"summary" | b"pre" | b"center" | b"dialog" | b"dir" | b"menu" | b"search"
        | b"listing" | b"xmp" | b"body" | b"head" => Role::Block,
        b"html" | b"table" | b"td" | b"th" | b"caption" | b"applet" | b"marquee" => Role::Scope,
        b"tr" | b"tbody" | b"thead" | b"tfoot" | b"colgroup" | b"dt" | b"dd" | b"option" | b"optgroup" => {
            Role::Implied
        }
        b"br" => Role::LineBreak,
        b"area" | b"base" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" => Role::Void,
        b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"noembed" | b"noframes"
        | b"title" | b"textarea" | b"svg" | b"select" | b"datalist" | b"audio" | b"video" | b"canvas"
        | b"object" | b"button" => Role::Skipped,
        b"a" | b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small" | b"strike"
        | b"strong" | b"tt" | b"u" => Role::Formatting,
        _ => Role::Inline,
    }
}

/// A number for a tag name (FNV-1a); two names with one number would only make an estimate of depth less exact.
pub(super) fn number(name: &[u8]) -> u64 {
    name.iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

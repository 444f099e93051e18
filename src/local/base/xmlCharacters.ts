/** The characters of XML 1.0 (2.2), for a class of a regular expression with the flag `u`. Others cannot be written, not even escaped. */
export const XML_CHARACTERS = "\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}";

/**
 * The part of the package `xpath` that `xml-crypto` needs to verify a signature. The build puts it in the place of that package, which is
 * three times as large as `xml-crypto` itself.
 *
 * Any other expression throws, so the signature is not valid.
 */

/** A path from the context or the root to elements, of which a condition selects some, or to comments; and a step from there. */
const EXPRESSION =
  /^(?<fromContext>\.)?\/(?<deep>\/)?(?:(?<comment>comment\(\))|\*(?:\[local-name\(\.?\)='(?<name>[^']*)'(?: and namespace-uri\(\.\)='(?<namespace>[^']*)')?\]|\[@\*\[local-name\(\.\)='(?<attribute>[^']*)'\]='(?<value>[^']*)'\])?)(?:\/(?:@(?<childAttribute>\w+)|(?<text>text)\(\)))?$/;

const [ELEMENT, TEXT, CDATA, COMMENT] = [1, 3, 4, 8];

/** @throws Error for an expression that verification does not need. */
export function select(expression: string, context: Node): Node[] {
  const condition = EXPRESSION.exec(expression)?.groups;
  if (condition === undefined) {
    throw new Error(`Unsupported XPath expression: ${expression}`);
  }
  const { fromContext, deep, comment, name, namespace, attribute, value, childAttribute, text } = condition;
  const start = fromContext ? context : rootOf(context);
  const found = (deep ? descendantsOf(start) : childrenOf(start)).filter((node) =>
    comment
      ? node.nodeType === COMMENT
      : isElement(node) &&
        (name === undefined || node.localName === name) &&
        (namespace === undefined || node.namespaceURI === namespace) &&
        (attribute === undefined ||
          attributesOf(node).some((each) => each.localName === attribute && each.value === value)),
  );
  if (childAttribute) {
    return found.flatMap(attributesOf).filter((each) => each.name === childAttribute);
  }
  return text ? found.flatMap(childrenOf).filter(({ nodeType }) => nodeType === TEXT || nodeType === CDATA) : found;
}

export function select1(expression: string, context: Node): Node | undefined {
  return select(expression, context)[0];
}

export { select as selectWithResolver };

function rootOf(node: Node): Node {
  return node.parentNode === null ? node : rootOf(node.parentNode);
}

/** In the order of the document. */
function descendantsOf(node: Node): Node[] {
  return childrenOf(node).flatMap((child) => [child, ...descendantsOf(child)]);
}

function childrenOf(node: Node): Node[] {
  return Array.from(node.childNodes ?? []);
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}

function attributesOf(element: Node): Attr[] {
  return Array.from((element as Element).attributes ?? []);
}

using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>One header row of a message.</summary>
/// <param name="Id">Which known header, or <see cref="HeaderId.Unknown"/>.</param>
/// <param name="Name">Name as written.</param>
/// <param name="Value">Value, trimmed; folds are still inside.</param>
/// <param name="Line">The whole row without its final line end.</param>
public readonly record struct HeaderRow(HeaderId Id, Utf8Text Name, Utf8Text Value, Utf8Text Line);

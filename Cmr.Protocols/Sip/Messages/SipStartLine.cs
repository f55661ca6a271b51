using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Request line or status line, RFC 3261 §7.1 and §7.2.</summary>
internal readonly record struct SipStartLine(SipMethod Method, AnyUri Uri, SipStatus? Status, int ReasonOffset, int ReasonLength)
{
    private static ReadOnlySpan<byte> Version => "SIP/2.0"u8;

    internal static ParseOutcome TryRead(Utf8Text line, out SipStartLine value)
    {
        value = default;
        return line.Length >= 4 && System.Text.Ascii.EqualsIgnoreCase(line.Span[..4], "SIP/"u8)
            ? TryReadStatusLine(line, out value)
            : TryReadRequestLine(line, out value);
    }

    internal SipMessage Make(in SipMessageLayout layout) =>
        Status is { } status ? new SipResponse(layout, status, (ReasonOffset, ReasonLength)) : new SipRequest(layout, Method, Uri);

    private static ParseOutcome TryReadStatusLine(Utf8Text line, out SipStartLine value)
    {
        value = default;
        int space = line.Span.IndexOf((byte)' ');
        if (space < 0 || !line.Slice(0, space).EqualsIgnoreCase(Version))
        {
            return ParseOutcome.Malformed(SipRejection.BadVersion);
        }

        TextLexer lexer = new(line);
        lexer.Skip(space + 1);
        if (!lexer.TryNumber(699, out uint code) || lexer.Position != space + 4 || code < 100)
        {
            return ParseOutcome.Malformed(SipRejection.BadStatusCode, space + 1);
        }

        if ((!lexer.AtEnd && !lexer.TrySkip((byte)' ')) || lexer.Rest.Span.Contains((byte)'\r'))
        {
            return ParseOutcome.Malformed(SipRejection.BadStatusCode, lexer.Position);
        }

        value = new SipStartLine(default, default, new SipStatus((int)code), lexer.Position, line.Length - lexer.Position);
        return ParseOutcome.Complete;
    }

    private static ParseOutcome TryReadRequestLine(Utf8Text line, out SipStartLine value)
    {
        value = default;
        TextLexer lexer = new(line);
        if (!lexer.TryToken(out Utf8Text method) || !lexer.TrySkip((byte)' '))
        {
            return ParseOutcome.Malformed(SipRejection.BadStartLine, lexer.Position);
        }

        int uriStart = lexer.Position;
        if (!lexer.TryTakeUntil((byte)' ', out Utf8Text uriText) || !lexer.TrySkip((byte)' '))
        {
            return ParseOutcome.Malformed(SipRejection.BadStartLine, uriStart);
        }

        if (!lexer.Rest.EqualsIgnoreCase(Version))
        {
            bool looksLikeVersion = lexer.Rest.Length > 4 && lexer.Rest.Slice(0, 4).EqualsIgnoreCase("SIP/"u8) && !lexer.Rest.Span.Contains((byte)' ');
            return ParseOutcome.Malformed(looksLikeVersion ? SipRejection.BadVersion : SipRejection.BadRequestUri, lexer.Position);
        }

        return TryReadUri(method, uriText, uriStart, out value);
    }

    // RFC 3261 §19.1.1 table 1: a Request-URI has no headers.
    private static ParseOutcome TryReadUri(Utf8Text method, Utf8Text text, int offset, out SipStartLine value)
    {
        value = default;
        bool valid = SipUri.TryRead(text, out SipUri sip);
        AnyUri uri = sip;
        if (!valid && !AnyUri.TryRead(text, out uri))
        {
            return ParseOutcome.Malformed(SipRejection.BadRequestUri, offset);
        }

        if (uri.Scheme is UriScheme.Other)
        {
            return ParseOutcome.Malformed(SipRejection.UnknownUriScheme, offset);
        }

        if (valid && !sip.Headers.IsEmpty)
        {
            return ParseOutcome.Malformed(SipRejection.BadRequestUri, offset);
        }

        value = new SipStartLine(SipMethod.Of(method), uri, null, 0, 0);
        return ParseOutcome.Complete;
    }
}

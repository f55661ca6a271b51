namespace Cmr.Protocols.Sip.Messages;

/// <summary>Extent of everything before the body.</summary>
/// <param name="StartLineLength">Octets of the first line without its line end.</param>
/// <param name="HeadersStart">First octet of the second line.</param>
/// <param name="HeadersEnd">First octet of the empty line.</param>
/// <param name="BodyStart">First octet after the empty line.</param>
/// <param name="Lines">Lines between first line and empty line; an upper bound of the header rows.</param>
/// <param name="HasLoneCarriageReturn">A CR that ends no line stands in one of them.</param>
internal readonly record struct SipHead(int StartLineLength, int HeadersStart, int HeadersEnd, int BodyStart, int Lines, bool HasLoneCarriageReturn)
{
    /// <summary>Measures a datagram, or what has come of a stream so far.</summary>
    internal static ParseOutcome TryMeasure(ReadOnlySpan<byte> source, SipLimits limits, bool stream, out SipHead head)
    {
        head = default;
        if (stream && source.IndexOf((byte)'\n') < 0)
        {
            return ParseOutcome.NeedMoreData;
        }

        if (source.IsEmpty)
        {
            return ParseOutcome.Malformed(SipRejection.KeepAlive);
        }

        int first = source.IndexOf((byte)'\n');
        if (first < 0)
        {
            return ParseOutcome.Malformed(SipRejection.BadStartLine);
        }

        int startLine = first > 0 && source[first - 1] == (byte)'\r' ? first - 1 : first;
        if (startLine == first && !limits.Leniency.HasFlag(SipLeniency.BareLineFeed))
        {
            return ParseOutcome.Malformed(SipRejection.BareLineFeed, first);
        }

        ParseOutcome outcome = TryFindEnd(source, first + 1, limits, out int end, out int body, out int lines, out bool lone);
        head = new SipHead(startLine, first + 1, end, body, lines, lone);
        if (outcome.Reason is SipRejection.HeadersNotEnded)
        {
            bool lenient = limits.Leniency.HasFlag(SipLeniency.MissingEmptyLine) && end == source.Length;
            return stream ? ParseOutcome.NeedMoreData : lenient ? ParseOutcome.Complete : outcome;
        }

        return outcome;
    }

    private static ParseOutcome TryFindEnd(ReadOnlySpan<byte> source, int start, SipLimits limits, out int end, out int body, out int lines, out bool lone)
    {
        lines = 0;
        lone = false;
        for (end = start; end < source.Length;)
        {
            int length = LengthOfLine(source[end..], ref lone);
            body = end + length + 1;
            if (length < 0)
            {
                return ParseOutcome.Malformed(SipRejection.HeadersNotEnded, end);
            }

            bool carriageReturn = length > 0 && source[body - 2] == (byte)'\r';
            if (!carriageReturn && !limits.Leniency.HasFlag(SipLeniency.BareLineFeed))
            {
                return ParseOutcome.Malformed(SipRejection.BareLineFeed, body - 1);
            }

            if (length == (carriageReturn ? 1 : 0))
            {
                return ParseOutcome.Complete;
            }

            if (++lines > limits.MaxHeaderLines)
            {
                return ParseOutcome.Malformed(SipRejection.TooManyHeaders, end);
            }

            end = body;
        }

        body = end;
        return ParseOutcome.Malformed(SipRejection.HeadersNotEnded, end);
    }

    // Octets before the LF; looking for either octet finds a CR that ends no line on the way.
    private static int LengthOfLine(ReadOnlySpan<byte> rest, ref bool lone)
    {
        int at = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (at < 0 || rest[at] == (byte)'\n')
        {
            return at;
        }

        if (at + 1 < rest.Length && rest[at + 1] == (byte)'\n')
        {
            return at + 1;
        }

        lone = true;
        return rest.IndexOf((byte)'\n');
    }
}

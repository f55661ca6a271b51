using System.Globalization;
using System.Text;
using Cmr.Cli.Ladder;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Cli.Tracing;

/// <summary>Writes traced messages for people: an arrow of the ladder, who and where, then the text.</summary>
internal sealed class TraceText(TextWriter output)
{
    private DateTimeOffset? _first;

    /// <summary>Messages written.</summary>
    public int Count { get; private set; }

    public void Write(TracedMessage message)
    {
        if (message.Missed is { } missed) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... {missed} messages are missing here: they came faster than they could be shown"));
        if (message.Octets is { } octets) Write(message, octets);
        if (message.End is { } reason) output.WriteLine($"trace ended: {reason}");
        output.Flush();
    }

    private void Write(TracedMessage message, byte[] octets)
    {
        if (_first is null) output.WriteLine(LadderText.Heading());
        _first ??= message.At;
        Count++;
        bool isIncoming = message.Direction == "in";
        Lane peer = message.Leg == "called" ? Lane.UeB : Lane.UeA;
        string label = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? sip).IsComplete && sip is not null ? LadderLabel.Of(sip) : "(malformed)";
        output.WriteLine(LadderText.Line(new LadderStep(message.At - _first.Value, isIncoming ? peer : Lane.Cmr, isIncoming ? Lane.Cmr : peer, label)));
        string way = isIncoming ? $"{message.Peer} -> {message.Local}" : $"{message.Local} -> {message.Peer}";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"          {message.At:HH:mm:ss.ffffff} {message.Transport} {way}, {octets.Length} octets"));
        output.WriteLine();
        foreach (string line in Printable(octets).TrimEnd().Split('\n')) output.WriteLine("    " + line.TrimEnd('\r'));
        output.WriteLine();
    }

    // A message may hold anything, escape sequences for terminals too
    private static string Printable(byte[] octets)
    {
        var text = new StringBuilder(octets.Length);
        foreach (Rune rune in Encoding.UTF8.GetString(octets).EnumerateRunes())
        {
            bool isShown = rune.Value is '\n' or '\r' or '\t' || !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;
            if (isShown) text.Append(rune);
            else text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return text.ToString();
    }
}

using Cmr.Protocols.Sip.Messages;

namespace Cmr.Cli.Ladder;

/// <summary>A message in a few words: start line in short, and what of it matters to ringing.</summary>
internal static class LadderLabel
{
    public static string Of(SipMessage message)
    {
        var parts = new List<string>
        {
            message switch
            {
                SipRequest request => request.Method.ToString(),
                SipResponse response => $"{response.Status.Code} {response.ReasonPhrase} ({response.CSeq.Method})",
                _ => "?",
            },
        };
        if (message is SipResponse && message.RSeq is not null) parts.Add("100rel");
        if (message.HasSdp) parts.Add("SDP");
        return string.Join(' ', parts);
    }
}

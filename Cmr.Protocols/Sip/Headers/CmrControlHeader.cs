using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>
/// One item of CMR-Control, the header by which servers of one trust domain agree who presents:
/// <c>all;filter</c>, <c>cmrbt;priority=called;server=a1</c>, <c>cmrbt;presenting;server=b1</c>.
/// </summary>
/// <param name="Service">Which presentations it speaks of.</param>
/// <param name="Parameters">filter, presenting, none, priority, server, res and others.</param>
public readonly record struct CmrControlHeader(CmrControlService Service, HeaderParameters Parameters)
{
    /// <summary><c>filter</c>: nothing is to be presented to the caller.</summary>
    public bool IsFilter => Parameters.Contains("filter"u8);

    /// <summary><c>presenting</c>: the server named does present.</summary>
    public bool IsPresenting => Parameters.Contains("presenting"u8);

    /// <summary><c>none</c>: the server does not present.</summary>
    public bool IsNone => Parameters.Contains("none"u8);

    /// <summary><c>priority</c>: <c>calling</c>, <c>called</c>, or empty when absent.</summary>
    public Utf8Text Priority => Parameters.Get("priority"u8);

    /// <summary><c>server</c>; empty when absent.</summary>
    public Utf8Text Server => Parameters.Get("server"u8);

    /// <summary><c>res</c>, the resource, escapes resolved; empty when absent.</summary>
    public Utf8Text Resource => QuotedText.Unescape(Parameters.Get("res"u8));

    /// <summary>Reads one whole item; an unknown service, a priority that is neither, or contradicting flags make it malformed.</summary>
    public static bool TryRead(Utf8Text source, out CmrControlHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text word) || !TryReadService(word, out CmrControlService service)
            || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new CmrControlHeader(service, parameters);
        bool knownPriority = !parameters.TryGet("priority"u8, out Utf8Text priority)
            || priority.EqualsIgnoreCase("calling"u8) || priority.EqualsIgnoreCase("called"u8);
        return lexer.AtEnd && knownPriority && !(value.IsPresenting && value.IsNone);
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Service.ToString().ToLowerInvariant() + Parameters;

    /// <summary>The item speaks of this service, by name or with <c>all</c>.</summary>
    public bool Concerns(CmrControlService service) => Service == service || Service is CmrControlService.All || service is CmrControlService.All;

    private static bool TryReadService(Utf8Text word, out CmrControlService service)
    {
        (bool known, service) = word switch
        {
            _ when word.EqualsIgnoreCase("cmrbt"u8) => (true, CmrControlService.CmrBt),
            _ when word.EqualsIgnoreCase("cmrt"u8) => (true, CmrControlService.CmrT),
            _ => (word.EqualsIgnoreCase("all"u8), CmrControlService.All),
        };
        return known;
    }
}

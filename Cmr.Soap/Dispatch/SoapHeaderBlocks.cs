using Cmr.Soap.Security;

namespace Cmr.Soap.Dispatch;

/// <summary>The header blocks of a request that its service understands.</summary>
/// <param name="known">How many header blocks the service knows.</param>
internal sealed class SoapHeaderBlocks(int known)
{
    private readonly string?[] _texts = new string?[known];

    /// <summary>Of a request without any.</summary>
    public static SoapHeaderBlocks None { get; } = new(0);

    /// <summary>Whether there is a Security block, with a UsernameToken or without.</summary>
    public bool HasSecurity { get; set; }

    public UsernameToken? UsernameToken { get; set; }

    /// <summary>Text of the block with an index in <see cref="SoapService.KnownHeaders"/>.</summary>
    public string? this[int index]
    {
        get => index >= 0 && index < _texts.Length ? _texts[index] : null;
        set => _texts[index] = value;
    }
}

namespace Cmr.Protocols.Text;

/// <summary>The three ways in which reading ends.</summary>
public enum ParseStatus : byte
{
    /// <summary>A whole, well-formed value was read.</summary>
    Complete,

    /// <summary>What is there is well-formed so far; only a stream reader says this.</summary>
    NeedMoreData,

    /// <summary>The octets break the grammar or a limit.</summary>
    Malformed,
}

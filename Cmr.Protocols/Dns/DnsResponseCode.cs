namespace Cmr.Protocols.Dns;

/// <summary>RCODE, RFC 1035 §4.1.1.</summary>
public enum DnsResponseCode : byte
{
    /// <summary>There is an answer, perhaps an empty one.</summary>
    NoError = 0,

    /// <summary>The server could not read the question.</summary>
    FormatError = 1,

    /// <summary>The server has a problem.</summary>
    ServerFailure = 2,

    /// <summary>No such name.</summary>
    NameError = 3,
}

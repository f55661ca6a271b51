namespace Cmr.Sip.Trust;

/// <summary>What came of a request that had to prove who sent it.</summary>
internal enum AuthenticationResult
{
    /// <summary>It had no credentials for us yet: 401.</summary>
    Challenged,

    /// <summary>Wrong secret or no such user: 401.</summary>
    Wrong,

    /// <summary>Right, with an old nonce: 401 with <c>stale</c>.</summary>
    Stale,

    /// <summary>Right, but seen before: 401 with <c>stale</c>, which only who knows the secret can answer.</summary>
    Replayed,

    /// <summary>Credentials that are none, or for something else: 400.</summary>
    Malformed,

    /// <summary>Too many wrong secrets before: 403.</summary>
    Locked,

    /// <summary>Welcome.</summary>
    Proven,
}

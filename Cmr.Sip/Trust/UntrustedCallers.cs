namespace Cmr.Sip.Trust;

/// <summary>What becomes of calls from peers outside the trust domain.</summary>
internal enum UntrustedCallers
{
    /// <summary>403.</summary>
    Reject,

    /// <summary>401 until the caller proves by digest who it is (RFC 3261 §22.2).</summary>
    Challenge,

    /// <summary>Taken as calls of nobody in particular.</summary>
    Accept,
}

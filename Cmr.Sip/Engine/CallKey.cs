namespace Cmr.Sip.Engine;

/// <summary>Names a call within its engine.</summary>
internal readonly record struct CallKey(long Value);

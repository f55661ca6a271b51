namespace Cmr.Protocols.Rtp.Reports;

/// <summary>Wall clock in the 64-bit format of NTP: seconds since 1900 in the upper, the fraction in the lower half (RFC 3550 §4).</summary>
/// <param name="Value">Both halves.</param>
public readonly record struct NtpTimestamp(ulong Value)
{
    private const ulong SecondsFrom1900To1970 = 2_208_988_800;

    /// <summary>Converts a moment; seconds wrap in 2036.</summary>
    /// <param name="moment">The moment.</param>
    public static NtpTimestamp From(DateTimeOffset moment)
    {
        long ticks = moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        (long seconds, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        ulong fraction = ((ulong)rest << 32) / TimeSpan.TicksPerSecond;
        return new NtpTimestamp((((ulong)seconds + SecondsFrom1900To1970) << 32) | fraction);
    }
}

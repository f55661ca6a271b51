using System.Collections.Frozen;

namespace Cmr.Domain.Charging;

/// <summary>What an amount of money may look like.</summary>
public static class Money
{
    /// <summary>Most digits of an amount, before and after the point together.</summary>
    public const int MaximumDigits = 15;

    private static readonly Int128 Beyond = 1_000_000_000_000_000;

    private static readonly FrozenSet<string> Currencies = (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD "
        + "EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK "
        + "LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
        + "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD "
        + "XCG XOF XPF YER ZAR ZMW ZWG XXX").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an amount can travel: not negative, at most <see cref="MaximumDigits"/> digits.</summary>
    /// <param name="amount">The amount.</param>
    public static bool IsAmount(decimal amount)
    {
        if (amount < 0)
            return false;
        // 1.50 has the digits of 1.5
        decimal shortest = amount / 1.000000000000000000000000000000000m;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(shortest, bits);
        Int128 digits = ((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0];
        return digits < Beyond;
    }

    /// <summary>Whether a code is one of ISO 4217.</summary>
    /// <param name="code">Three capital letters; <c>XXX</c> stands for no currency.</param>
    public static bool IsCurrency(string code) => Currencies.Contains(code);
}

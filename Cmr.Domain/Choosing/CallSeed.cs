namespace Cmr.Domain.Choosing;

/// <summary>Numbers that chance follows from.</summary>
public static class CallSeed
{
    /// <summary>Makes a number of a text: the same on every node and in every run, which string.GetHashCode is not.</summary>
    /// <param name="text">Such as the Call-ID of a call.</param>
    public static ulong Of(string text)
    {
        // FNV-1a
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text)
            hash = (hash ^ c) * 0x100000001B3;
        return hash;
    }
}

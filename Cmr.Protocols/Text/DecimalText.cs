using System.Globalization;
using System.Text;

namespace Cmr.Protocols.Text;

/// <summary>Numbers in digits; small ones, such as lengths, hops and payload types, are made once.</summary>
internal static class DecimalText
{
    private const int Kept = 1024;
    private static readonly byte[]?[] Small = new byte[Kept][]; // filled when first asked for; who comes second writes the same

    internal static Utf8Text Of(int number)
    {
        if ((uint)number >= Kept)
        {
            return new Utf8Text(Write(number));
        }

        return new Utf8Text(Small[number] ??= Write(number));
    }

    private static byte[] Write(int number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}

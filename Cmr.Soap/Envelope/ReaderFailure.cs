using System.Diagnostics;
using System.Reflection;

namespace Cmr.Soap.Envelope;

/// <summary>Tells failures of the framework's XML reader from our own.</summary>
/// <remarks>It answers some malformed names with an ArgumentException, and an XML declaration that is cut short with an IndexOutOfRangeException.</remarks>
internal static class ReaderFailure
{
    /// <summary>Whether the framework's reader was at work, and nothing of ours above it, when the exception was thrown.</summary>
    public static bool Is(Exception exception)
    {
        foreach (StackFrame frame in new StackTrace(exception).GetFrames())
        {
            string type = frame.GetMethod() is MethodBase { DeclaringType.FullName: { } name } ? name : string.Empty;
            if (type.StartsWith("System.Xml.", StringComparison.Ordinal)) return true;
            if (type.StartsWith("Cmr.", StringComparison.Ordinal)) return false;
        }

        return false;
    }
}

using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Reads one value of a header field.</summary>
/// <typeparam name="T">The typed view.</typeparam>
internal delegate bool HeaderReader<T>(Utf8Text source, out T value);

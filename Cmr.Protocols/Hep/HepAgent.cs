using Cmr.Protocols.Text;

namespace Cmr.Protocols.Hep;

/// <summary>Who captures.</summary>
/// <param name="Id">Number of the capture agent.</param>
/// <param name="Password">Shared with the server, sent as it is; empty: left out.</param>
/// <param name="Name">Name of the node; empty: left out.</param>
public readonly record struct HepAgent(uint Id, Utf8Text Password, Utf8Text Name);

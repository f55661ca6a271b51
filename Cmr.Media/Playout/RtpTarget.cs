using System.Net;

namespace Cmr.Media.Playout;

/// <summary>What was negotiated for sending.</summary>
/// <param name="PayloadType">The peer's payload type number of the playlist's encoding.</param>
/// <param name="Remote">Where the peer receives RTP; RTCP goes to the next port.</param>
internal readonly record struct RtpTarget(byte PayloadType, IPEndPoint Remote);

using System.Text.Json.Serialization;

namespace Cmr.Contracts.MediaControl;

/// <summary>Anything that travels on a media control connection between a SIP node and a media worker.</summary>
/// <remarks>
/// One message a frame (see <see cref="ControlCodec"/>). A connection begins with <see cref="Hello"/>, <see cref="HelloChallenge"/>,
/// <see cref="HelloProof"/>, <see cref="Welcome"/>; then commands go to the worker and events come back.
/// The peers prove to each other that they hold the instance's control key; the frames after that are not encrypted, so the connection
/// belongs on a loopback or a private network.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(HelloChallenge), "challenge")]
[JsonDerivedType(typeof(HelloProof), "proof")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(KeepAlive), "keepAlive")]
[JsonDerivedType(typeof(WorkerLoad), "load")]
[JsonDerivedType(typeof(OpenMedia), "open")]
[JsonDerivedType(typeof(PlayMedia), "play")]
[JsonDerivedType(typeof(StopMedia), "stop")]
[JsonDerivedType(typeof(SwitchMedia), "switch")]
[JsonDerivedType(typeof(ReleaseMedia), "release")]
[JsonDerivedType(typeof(MediaOpened), "opened")]
[JsonDerivedType(typeof(MediaStarted), "started")]
[JsonDerivedType(typeof(MediaEnded), "ended")]
[JsonDerivedType(typeof(MediaReleased), "released")]
[JsonDerivedType(typeof(MediaFailed), "failed")]
[JsonDerivedType(typeof(RtpTimedOut), "rtpTimeout")]
public abstract record ControlMessage;

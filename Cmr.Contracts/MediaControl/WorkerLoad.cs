namespace Cmr.Contracts.MediaControl;

/// <summary>How busy a worker is; the answer to <see cref="KeepAlive"/>, and sent when it begins to drain.</summary>
/// <param name="Sessions">Sessions held now.</param>
/// <param name="Capacity">Sessions it takes at most.</param>
/// <param name="Draining">It takes no new sessions.</param>
public sealed record WorkerLoad(int Sessions, int Capacity, bool Draining) : ControlMessage;

namespace Cmr.Sip.Tracing;

/// <summary>Looks on at messages. Called by receive loops, connections and partitions, several at once: it must neither wait nor throw.</summary>
internal interface IMessageWatcher
{
    /// <summary>A message came in or went out.</summary>
    void See(in SeenMessage seen);
}

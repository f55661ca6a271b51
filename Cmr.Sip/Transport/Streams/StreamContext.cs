namespace Cmr.Sip.Transport.Streams;

/// <summary>What all connections share.</summary>
internal sealed record StreamContext(StreamOptions Options, IMessageSink Sink, ReceiverCounters Received, StreamCounters Counters, LogBudget LogBudget, TimeProvider Time, ILogger Logger);

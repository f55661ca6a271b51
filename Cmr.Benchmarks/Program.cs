Console.WriteLine("Cmr.Benchmarks");

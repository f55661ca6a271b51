Console.WriteLine("Cmr.Cli");

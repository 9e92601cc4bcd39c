/**
 * Events that producers publish to Kafka, or to a broker of messages (AMQP 1.0, JMS). In: records,
 * read by Camel's components. Out: their events, accepted by the journal, and only then the offset
 * or the acknowledgement; what is no event goes to a table. Nothing here is lost, refused or left
 * behind: while the journal is away the bus waits.
 */
@NullMarked
package io.tidegate.bus;

import org.jspecify.annotations.NullMarked;

<?php
// Edits one post and throws another away, as an editor does.
require __DIR__ . '/load.php';
$edited = get_page_by_path( $given['edit'], OBJECT, 'post' );
wp_update_post( wp_slash( array( 'ID' => $edited->ID, 'post_content' => $edited->post_content . "\n\n" . $given['text'] ) ) );
wp_trash_post( get_page_by_path( $given['trash'], OBJECT, 'post' )->ID );
